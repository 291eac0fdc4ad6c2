/** Pages of a stream beside its first one, in the order of the navigation. A new page is its two files and a line here. */
export const STREAM_PAGES = [
  { to: '/streams/$stream/items', name: 'Items' },
  { to: '/streams/$stream/aging', name: 'Aging work' },
  { to: '/streams/$stream/forecast', name: 'Forecast' },
  { to: '/streams/$stream/delivery', name: 'Delivery' },
  { to: '/streams/$stream/map', name: 'Map' },
  { to: '/streams/$stream/problems', name: 'Data quality' },
] as const;
