import { z } from 'zod';
import { SourceFailure } from '../kit/source-failure.ts';
import { type AzureDevOps, pathOf } from './client.ts';
import type { CategoryOf } from './read-revision.ts';

const stateShape = z.object({ name: z.string(), category: z.string().nullish() });
const typesShape = z.object({
  value: z.array(z.object({ name: z.string(), states: z.array(stateShape).nullish() })),
});
const statesShape = z.object({ value: z.array(stateShape) });

/** The categories of the states of each project's types, asked for once a run and only where an item needs them. */
export class Categories {
  readonly #api: AzureDevOps;
  readonly #known = new Map<string, ReadonlyMap<string, string | null>>();
  readonly #asked = new Map<string, Promise<void>>();

  constructor(api: AzureDevOps) {
    this.#api = api;
  }

  async learn(projects: Iterable<string | null>): Promise<void> {
    for (const project of projects) {
      if (project === null) continue;
      const asked = this.#asked.get(project) ?? this.#ask(project);
      this.#asked.set(project, asked);
      await asked;
    }
  }

  async #ask(project: string): Promise<void> {
    this.#known.set(project, await statesOf(this.#api, project));
  }

  /** null: the project may not be seen, or its type has no such state any more. */
  readonly of: CategoryOf = (project, type, state) => this.#known.get(project ?? '')?.get(keyOf(type, state)) ?? null;
}

async function statesOf(api: AzureDevOps, project: string): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>();
  try {
    const types = await api.find(typesShape, pathOf(project, 'wit/workitemtypes'));
    for (const { name, states } of types?.value ?? []) {
      // Older servers name the states of a type only where they are asked for it.
      const listed =
        states ??
        (await api.find(statesShape, pathOf(project, `wit/workitemtypes/${encodeURIComponent(name)}/states`)))?.value;
      for (const state of listed ?? []) found.set(keyOf(name, state.name), state.category ?? null);
    }
  } catch (error) {
    // An item may come from a project that these credentials may not see: its states have no category then.
    if (!(error instanceof SourceFailure) || (error.kind !== 'forbidden' && error.kind !== 'missing')) throw error;
  }
  return found;
}

function keyOf(type: string | null, state: string | null): string {
  return JSON.stringify([type, state]);
}
