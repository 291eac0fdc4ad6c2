import type { Fields, ItemHistory } from './history.ts';

/** Of an item of which nothing is said. */
export const NO_FIELDS: Fields = {
  title: 'An item',
  status: null,
  type: null,
  resolution: null,
  project: null,
  parent: null,
  team: null,
  labels: [],
  components: [],
  blocked: false,
  links: [],
  custom: {},
};

/** An item to which nothing happened. */
export const NO_HISTORY: ItemHistory = {
  source: 'test',
  item: 'K-1',
  url: null,
  createdAt: 0,
  initial: NO_FIELDS,
  changes: [],
  presentStatus: null,
  isCutShort: false,
  deletedAt: null,
};
