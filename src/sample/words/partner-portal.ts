import type { Vocabulary } from './words.ts';

/** Words of the partner portal. */
export const partnerPortalWords: Vocabulary = {
  topics: [
    {
      topic: 'partner sign-up',
      component: 'Sign-up',
      things: ['applications', 'company checks', 'contract drafts', 'bank details', 'trade licences', 'welcome packs'],
    },
    {
      topic: 'partner accounts',
      component: 'Accounts',
      things: ['user roles', 'access requests', 'company profiles', 'notification settings', 'branch offices'],
    },
    {
      topic: 'product feeds',
      component: 'Feeds',
      things: ['feed files', 'feed errors', 'mapping tables', 'delivery schedules', 'rejected rows', 'sample files'],
    },
    {
      topic: 'stock feeds',
      component: 'Feeds',
      things: ['stock figures', 'warehouse codes', 'reservations', 'stock alerts', 'restock dates'],
    },
    {
      topic: 'partner orders',
      component: 'Partner orders',
      things: [
        'forwarded orders',
        'shipping notices',
        'late orders',
        'order splits',
        'partner returns',
        'parcel numbers',
      ],
    },
    {
      topic: 'settlements',
      component: 'Settlement',
      things: [
        'monthly settlements',
        'commissions',
        'payout dates',
        'disputed amounts',
        'fee tables',
        'tax certificates',
      ],
    },
    {
      topic: 'partner reports',
      component: 'Reports',
      things: ['sales reports', 'return rates', 'quality scores', 'benchmark tables', 'scheduled exports'],
    },
  ],
  who: ['new partners', 'large partners', 'partner accountants', 'the partner desk', 'agencies', 'partners abroad'],
  where: [
    'on the dashboard',
    'in the weekly mail',
    'in the upload form',
    'through the interface',
    'in the settings',
    'in the monthly statement',
  ],
  after: [
    'after the nightly feed',
    'when a contract changes',
    'at the turn of the month',
    'after a failed upload',
    'when a partner has two accounts',
    'after a currency change',
  ],
  epics: [
    '{Topic} for {who}',
    'Self-service {topic} {where}',
    '{Topic} without spreadsheets',
    'Next programme: {topic} for {who}',
    'Reliable {topic} for {who}',
  ],
  features: [
    '{Topic}: {thing} {where}',
    '{Topic}: {thing} for {who}',
    '{Topic}: {thing} in one place',
    '{Topic}: clearer {thing}',
  ],
  stories: [
    'Show {thing} {where}',
    'Let {who} upload {thing} {where}',
    'Let {who} approve {thing}',
    'Send {thing} to {who}',
    'Explain {thing} {where}',
    'Check {thing} {after}',
    'Let {who} download {thing} {where}',
    'Remind {who} about {thing}',
    'Keep a history of {thing} {where}',
    'Match {thing} with the contract of {who}',
  ],
  initiatives: ['Partners live within a week', 'Settlements nobody has to chase', 'Feeds that mend themselves'],
};
