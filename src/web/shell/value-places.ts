/** Pages about what work was meant to change, in the order of the navigation. A new page is its file, its route and a line here. */
export const VALUE_PAGES = [
  { to: '/objectives', name: 'Objectives' },
  { to: '/outcomes', name: 'Outcomes' },
  { to: '/reviews', name: 'Reviews' },
  { to: '/outcome-metrics', name: 'Metrics' },
  { to: '/factory', name: 'Feature Factory Ratio' },
] as const;
