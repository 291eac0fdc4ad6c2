import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import type { ConnectorAnswer, SetUpFieldAnswer } from '../../api/sources.ts';
import page from '../pages/page.module.css';
import { ListField } from './list-field.tsx';
import { chosenField, type SourceDraft } from './source-draft.ts';
import style from './sources.module.css';

interface Props {
  readonly connector: ConnectorAnswer;
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
  /** Credentials that are kept already; their fields may stay empty. */
  readonly kept: readonly string[];
}

/** Where the tool is: asked for first, also where it may be left out for the one that everybody knows. */
const ADDRESSES: readonly string[] = ['url', 'site'];

/** Where a tool is and how it is signed in to: what must be known first, then what may be left as it is. */
export function ConnectionFields({ connector, draft, onChange, kept }: Props): ReactNode {
  const chosen = chosenField(connector);
  const own = connector.fields.filter(({ key }) => key !== chosen?.key);
  const isUpFront = ({ key, isOptional }: SetUpFieldAnswer): boolean => !isOptional || ADDRESSES.includes(key);
  const needed = own.filter(isUpFront);
  const optional = own.filter((field) => !isUpFront(field));
  const plain = (fields: readonly SetUpFieldAnswer[]): ReactNode =>
    fields.map((field) => <PlainField key={field.key} field={field} draft={draft} onChange={onChange} />);
  return (
    <>
      <div className={style.fields}>
        {plain(needed)}
        {connector.secrets.map(({ key, label, help, isOptional, form }) => {
          const shared = {
            label: isOptional ? `${label} (optional)` : label,
            description: kept.includes(key) ? `Kept, and never shown. Leave it empty to go on with it. ${help}` : help,
            autoComplete: 'off',
            value: draft.secrets[key] ?? '',
            onChange: (event: ChangeEvent<HTMLInputElement>) =>
              onChange({ secrets: { ...draft.secrets, [key]: event.currentTarget.value } }),
          };
          if (form === 'text') return <TextInput key={key} {...shared} />;
          return (
            <PasswordInput key={key} {...shared} visibilityToggleButtonProps={{ 'aria-label': `Show ${label}` }} />
          );
        })}
      </div>
      {connector.permissions.length > 0 && (
        <section className={style.section}>
          <h2 className={page.subtitle}>Credentials that may only read</h2>
          <ul className={style.advice}>
            {connector.permissions.map((permission) => (
              <li key={permission}>{permission}</li>
            ))}
          </ul>
          <p className={page.quiet}>
            They are kept sealed, never shown again, and in no log. Names of people are dropped while work is read.
          </p>
        </section>
      )}
      {optional.length > 0 && (
        <details className={style.more}>
          <summary>More settings, all optional: {inOneLine(optional.map(({ label }) => label))}</summary>
          <div className={style.fields}>{plain(optional)}</div>
        </details>
      )}
      <details className={style.more}>
        <summary>Own server: proxy, private certificates, requests a second</summary>
        <div className={style.fields}>
          <TextInput
            label="Proxy"
            description="Only where the tool is reached through one."
            placeholder="http://proxy:3128"
            value={draft.proxy}
            onChange={(event) => onChange({ proxy: event.currentTarget.value })}
          />
          <TextInput
            label="Requests a second"
            description={`At most so many. Left empty: ${connector.perSecond}. What the tool itself allows is kept in any case.`}
            inputMode="decimal"
            value={draft.perSecond}
            onChange={(event) => onChange({ perSecond: event.currentTarget.value })}
          />
          <Textarea
            className={style.wide}
            label="Certificate of a private authority"
            description="As text that begins with -----BEGIN CERTIFICATE-----."
            autosize
            minRows={2}
            maxRows={8}
            value={draft.ca}
            onChange={(event) => onChange({ ca: event.currentTarget.value })}
          />
        </div>
      </details>
    </>
  );
}

/** `Organisation, boards and production environments`. */
function inOneLine(labels: readonly string[]): string {
  const names = labels.map((label) => label.charAt(0).toLowerCase() + label.slice(1));
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

interface PlainProps {
  readonly field: SetUpFieldAnswer;
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
}

function PlainField({ field, draft, onChange }: PlainProps): ReactNode {
  const { key, help, example, form } = field;
  // Under "all optional" it need not be said again.
  const label = field.isOptional && ADDRESSES.includes(key) ? `${field.label} (optional)` : field.label;
  const hint = example === null ? {} : { placeholder: example };
  const set = (text: string): void => onChange({ fields: { ...draft.fields, [key]: text } });
  if (form === 'list') {
    return (
      <ListField
        label={label}
        description={help}
        {...hint}
        entries={draft.lists[key] ?? []}
        onChange={(entries) => onChange({ lists: { ...draft.lists, [key]: entries } })}
      />
    );
  }
  if (form === 'yes-no') {
    return (
      <NativeSelect
        label={label}
        description={help}
        value={draft.fields[key] ?? ''}
        data={[
          { value: '', label: 'as usual' },
          { value: 'true', label: 'yes' },
          { value: 'false', label: 'no' },
        ]}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      label={label}
      description={help}
      {...hint}
      autoComplete="off"
      value={draft.fields[key] ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
