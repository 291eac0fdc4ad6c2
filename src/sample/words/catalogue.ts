import type { Vocabulary } from './words.ts';

/** Words of the product catalogue. */
export const catalogueWords: Vocabulary = {
  topics: [
    {
      topic: 'search',
      component: 'Search',
      things: ['search results', 'synonyms', 'spelling hints', 'empty results', 'recent searches', 'result counts'],
    },
    {
      topic: 'filters',
      component: 'Search',
      things: ['size filters', 'colour filters', 'price ranges', 'brand lists', 'filter counts', 'saved filters'],
    },
    {
      topic: 'suggestions',
      component: 'Suggestions',
      things: ['similar products', 'matching accessories', 'recently seen products', 'top sellers', 'seasonal picks'],
    },
    {
      topic: 'product pages',
      component: 'Product pages',
      things: [
        'product photos',
        'size tables',
        'care instructions',
        'technical data',
        'product videos',
        'colour variants',
      ],
    },
    {
      topic: 'prices',
      component: 'Prices and stock',
      things: [
        'strike-through prices',
        'unit prices',
        'price histories',
        'stock levels',
        'delivery promises',
        'member prices',
      ],
    },
    {
      topic: 'reviews',
      component: 'Reviews',
      things: ['star ratings', 'written reviews', 'review photos', 'questions and answers', 'rating summaries'],
    },
    {
      topic: 'product data',
      component: 'Product data',
      things: [
        'product descriptions',
        'translations',
        'categories',
        'article numbers',
        'supplier records',
        'image credits',
      ],
    },
  ],
  who: ['visitors', 'members', 'shop editors', 'buyers', 'customers abroad', 'people who use a screen reader'],
  where: [
    'on the list page',
    'on small screens',
    'in the app',
    'on category pages',
    'in the newsletter',
    'at the top of the page',
  ],
  after: [
    'after the nightly import',
    'when a filter is set',
    'when the language changes',
    'after a price change',
    'when nothing is in stock',
    'after going back to the list',
  ],
  epics: [
    'Better {topic} for {who}',
    '{Topic} that lead somewhere',
    'Quicker {topic} {where}',
    '{Topic} in every language',
    'Trustworthy {topic} {where}',
    '{Topic} without dead ends',
  ],
  features: ['{Topic} for {who}'],
  stories: [
    'Show {thing} {where}',
    'Let {who} choose {thing} {where}',
    'Group {thing} {where}',
    'Translate {thing} for {who}',
    'Explain {thing} {where}',
    'Rank {thing} by relevance {where}',
    'Keep {thing} {after}',
    'Let {who} hide {thing}',
    'Let {who} correct {thing} in one place',
    'Load {thing} only when needed {where}',
  ],
  initiatives: ['Found in three clicks', 'Product pages that answer questions', 'One truth for product data'],
};
