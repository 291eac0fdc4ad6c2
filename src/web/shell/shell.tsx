import { Burger, Drawer } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { OpenDrawer } from '../parts/open-drawer.tsx';
import { keepEarlyKeys } from './early-keys.ts';
import { Navigation } from './navigation.tsx';
import { PaletteContext } from './palette-context.ts';
import style from './shell.module.css';
import { Wheel } from './wheel.tsx';

const loadPalette = async () => import('./palette.tsx');
const Palette = lazy(loadPalette);

/** The frame of every page. */
export function Shell(): ReactNode {
  const [isMenuOpen, menu] = useDisclosure();
  const [isPaletteOpen, palette] = useDisclosure();
  const { pathname } = useLocation();
  const early = useRef<() => string>(() => '');
  const openPalette = (): void => {
    early.current();
    early.current = keepEarlyKeys();
    palette.open();
  };
  const closePalette = (): void => {
    early.current();
    palette.close();
  };
  useHotkeys(
    [
      ['/', openPalette],
      ['mod+K', openPalette],
    ],
    ['INPUT', 'TEXTAREA', 'SELECT'],
  );
  useEffect(() => {
    // Fetched when the page has settled, so that the shortcut answers at once.
    const timer = setTimeout(() => {
      // If it cannot be had now, the shortcut asks again.
      loadPalette().catch((error: unknown) => console.debug('the palette is not here yet', error));
    }, 2500);
    return () => clearTimeout(timer);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
  useEffect(() => menu.close(), [pathname]);
  return (
    <PaletteContext value={openPalette}>
      <a className={style.skip} href="#main">
        Skip to the page
      </a>
      <nav aria-label="Start and menu" className={style.narrow}>
        <Burger size="sm" opened={isMenuOpen} onClick={menu.toggle} aria-label="Menu" aria-expanded={isMenuOpen} />
        <Link to="/" className={style.brand}>
          <Wheel />
          Millrace
        </Link>
      </nav>
      <div className={style.frame}>
        <div className={style.side}>
          <div className={style.sticky}>
            <Navigation />
          </div>
        </div>
        <main id="main" tabIndex={-1} className={style.main}>
          <div className={style.column}>
            <Outlet />
          </div>
        </main>
      </div>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        size={280}
        title="Menu"
        closeButtonProps={{ 'aria-label': 'Close the menu' }}
      >
        <Navigation />
      </Drawer>
      <OpenDrawer />
      {isPaletteOpen && (
        <Suspense fallback={null}>
          <Palette onClose={closePalette} takeEarly={() => early.current()} />
        </Suspense>
      )}
    </PaletteContext>
  );
}
