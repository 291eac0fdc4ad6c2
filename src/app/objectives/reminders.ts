import type { DueCheckIn } from '../../api/objectives.ts';
import type { Sentence } from '../../api/view.ts';
import { readSetting, saveSetting } from '../../storage/settings.ts';
import type { App } from '../app.ts';
import { calendarFeed } from '../calendar-feed.ts';
import { dayInWords } from '../words.ts';
import { readObjectives } from './book.ts';
import { dueCheckInsOf } from './rows.ts';
import { dueSentence } from './sentences.ts';
import { todayOf } from './today.ts';

const WEBHOOK = 'check-in-webhook';
const SENT = 'check-in-digest-sent';
const WAIT_MS = 10_000;

type Where = { host: string | null; lastSentOn: string | null };

/** Who is to check in, and where the daily digest goes. */
export async function listDue(app: App): Promise<{ sentence: Sentence; due: DueCheckIn[]; webhook: Where }> {
  const due = dueCheckInsOf(await readObjectives(app));
  return { sentence: dueSentence(due), due, webhook: await whereOf(app) };
}

/** Days on which check-ins fall due, as a calendar. */
export async function checkInCalendar(app: App, address: string): Promise<string> {
  const due = dueCheckInsOf(await readObjectives(app));
  return calendarFeed(
    { product: 'Check-ins', name: 'Check-ins on key results', now: app.now() },
    due.map(({ keyResult, title, objective, dueOn }) => ({
      id: `check-in.${keyResult}`,
      day: dueOn,
      summary: `Check in: ${title}`,
      address: `${address}/objectives/${encodeURIComponent(objective)}`,
    })),
  );
}

/** What is due and overdue in plain text, to be mailed by whatever sends mail here. */
export async function checkInDigest(app: App, address: string): Promise<string> {
  const due = dueCheckInsOf(await readObjectives(app)).filter(({ state }) => state !== 'coming');
  const words = dueSentence(due).map(({ text }) => text);
  const rows = due.map(
    ({ title, objectiveTitle, objective, owner, team, dueOn, state }) =>
      `- ${state === 'overdue' ? 'Overdue since' : 'Due by'} ${dayInWords(dueOn)}: ${title} (${objectiveTitle}${team === null ? '' : `, ${team}`})\n` +
      `  ${owner === null ? 'No owner is named' : `Owner: ${owner}`}. ${address}/objectives/${encodeURIComponent(objective)}`,
  );
  return due.length === 0 ? 'No check-in is due.\n' : `${words.join('')}\n\n${rows.join('\n')}\n`;
}

/** The part of an address that is no secret: whoever knows the rest of a webhook can write to it. */
function hostOf(address: unknown): string | null {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).host : null;
}

async function whereOf(app: App): Promise<Where> {
  const sent = (await readSetting(app.db, app.workspace, SENT))?.value;
  return { host: hostOf(await addressOf(app)), lastSentOn: typeof sent === 'string' ? sent : null };
}

async function addressOf(app: App): Promise<string | null> {
  const value = (await readSetting(app.db, app.workspace, WEBHOOK))?.value;
  return typeof value === 'string' ? value : null;
}

/** Names the address that the daily digest is sent to; null: none. */
export async function setWebhook(app: App, address: string | null): Promise<Where> {
  await saveSetting(app.db, app.workspace, {
    key: WEBHOOK,
    value: address,
    author: app.author,
    savedAt: app.now(),
  });
  return whereOf(app);
}

/**
 * Sends the digest where one is configured, once a day and only when something is due. Whether it was sent; a receiver that refuses is
 * logged by its host and asked again later.
 */
export async function sendDigest(app: App): Promise<boolean> {
  const address = await addressOf(app);
  const today = await todayOf(app);
  if (address === null || (await whereOf(app)).lastSentOn === today) return false;
  const all = dueCheckInsOf(await readObjectives(app));
  const due = all.filter(({ state }) => state !== 'coming');
  if (due.length === 0) return false;
  const text = dueSentence(all)
    .map((part) => part.text)
    .join('');
  const fault = await post(address, { text, day: today, due });
  if (fault !== null) {
    app.log.error({ host: hostOf(address), fault }, 'the digest of check-ins could not be sent');
    return false;
  }
  await saveSetting(app.db, app.workspace, { key: SENT, value: today, author: app.author, savedAt: app.now() });
  return true;
}

/** Why a receiver did not take it, never with the address; null where it did. Redirects are not followed: the digest goes where it was sent to. */
async function post(address: string, body: unknown): Promise<string | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(WAIT_MS),
    });
    await response.body?.cancel();
    return response.ok ? null : `it answered ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
      ? 'it did not answer in time'
      : 'it cannot be reached';
  }
}
