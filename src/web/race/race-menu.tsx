import { ActionIcon, Menu } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { download, writeCsv } from '../parts/csv.ts';
import { fileName } from '../parts/rows-table.tsx';
import { useTokens } from '../scheme.ts';
import style from './race.module.css';
import type { RaceData } from './race-data.ts';
import { raceRows, savePngOf, svgOf } from './save-race.ts';

interface Props {
  readonly data: RaceData;
  readonly frame: RefObject<HTMLElement | null>;
  /** The stream's name, for the files. */
  readonly name: string;
}

/** Takes the picture away, as shapes, as an image or as rows. */
export function RaceMenu({ data, frame, name }: Props): ReactNode {
  const tokens = useTokens();
  const file = fileName(`race ${name}`);
  const drawn = (): string => {
    const picture = frame.current?.querySelector('svg');
    return picture instanceof SVGSVGElement ? svgOf(picture, tokens.card) : '';
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" className={style.more} aria-label="The race: save">
          ⋯
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            const { header, rows } = raceRows(data);
            download(`${file}.csv`, writeCsv(header, rows), 'text/csv;charset=utf-8');
          }}
        >
          Save as CSV
        </Menu.Item>
        <Menu.Item onClick={() => void savePngOf(drawn(), file)}>Save as PNG</Menu.Item>
        <Menu.Item onClick={() => download(`${file}.svg`, drawn(), 'image/svg+xml')}>Save as SVG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
