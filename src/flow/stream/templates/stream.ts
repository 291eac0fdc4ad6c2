import type { Field, Sheet } from './form.ts';

/** A whole document with a remark on each key. It is a valid document as it stands. */
export const STREAM_YAML = `# A value stream: from the idea to what customers can use. Write over what differs from yours.
# \`millrace stream suggest --history FILE --format jira\` writes such a document from your own history;
# \`millrace stream check\` tells what is wrong with one. All keys are described in docs/stream-document.md.
version: 1
stream: Checkout
timeZone: Europe/Berlin # days and weeks are counted here
identity: {domain: Online shop, purpose: Customers pay without effort, type: stream-aligned, since: 2024-01-01}

# Which items belong. Leave it out to take every item of the history.
items: [{project: [SHOP]}]

# The smallest piece of work that is worth something by itself.
flowItem: story

# What is above and below it. The first rule that matches holds.
levels:
  - {type: Epic, level: epic}
  - {type: Sub-task, level: task}
  - {level: story}

# What sort of work it is. The first rule that matches holds; what none takes is shown as unmapped.
kinds:
  - {type: Bug, kind: defect}
  - {label: security, kind: risk}
  - {label: [tech-debt, refactoring], kind: debt}
  - {type: [Story, Improvement], kind: feature}

# The map, in order. new: not accepted yet. waiting: accepted, nobody works on it. active: somebody does.
# The first step of state waiting or active commits an item: from there its flow time runs, to the first done.
# A stage (discovery, delivery, operation, support) holds for the steps below it too.
steps:
  - {step: Ideas, stage: discovery, state: new, statuses: [Backlog]}
  - {step: Ready, stage: delivery, state: waiting, statuses: [Selected for Development, Reopened]}
  - {step: Build, state: active, statuses: [In Progress], limit: 4}
  - {step: Review, state: waiting, statuses: [In Review]}
  - {step: Test, state: active, statuses: [In Test], limit: 2}
  - {step: Ready for release, state: waiting, statuses: [Ready for Release]}
  - {step: Done, state: done, statuses: [Done, Closed]}
  - {step: Dropped, state: cancelled, statuses: [Rejected]}

# Finished with one of these, an item counts as cancelled.
resolutions: {cancelled: ["Won't Do", Duplicate, "Cannot Reproduce"]}

# What holds work up: a flag, statuses, links.
blocked: {flag: Flagged, statuses: [Blocked], links: [is blocked by]}

# The first rule that matches holds.
teams:
  - {team: Payments, type: stream-aligned, component: [Payment, Invoices]}
  - {team: Basket, type: stream-aligned, component: Basket}

options:
  restartOnReturnToNew: false # true: work that went back to new begins anew
  stalledAfterDays: 5 # without a move for so long, an item is stalled
  runWork: [defect] # kinds that keep what exists running
  innovationShare: 0 # share of the capacity that is kept free

# What the work is delivered to, for delivery performance. path: folders, where a repository holds several applications.
# environment: what is production; left out it is production or prod.
# applications:
#   - {name: Shop, repo: acme/shop, environment: [production-eu, production-us]}
#   - {name: Invoices, repo: acme/office, path: services/invoices}
# With applications a step may also name events of theirs: events: [review opened], [merged] or [deployed].

# Days on which nothing is finished, for forecasts only.
daysOff: {weekdays: [Saturday, Sunday], dates: [2026-12-25, 2027-01-01]}
`;

function step(name: string, stage: string, state: string, statuses: string, limit: string): readonly Field[] {
  return [
    { key: 'step', ask: 'Step', hint: 'what people call it', example: name },
    { key: 'stage', ask: 'Stage', hint: 'discovery, delivery, operation or support', example: stage },
    { key: 'state', ask: 'State', hint: 'new, waiting, active, done or cancelled', example: state },
    { key: 'statuses', ask: 'Statuses in the tool', hint: 'as they are written there', example: statuses },
    { key: 'limit', ask: 'Limit', hint: 'items at once, where there is one', example: limit },
  ];
}

/** The questions that a team answers together before the document is written. Source: methods.md 1. */
export const STREAM_SHEET: Sheet = {
  title: 'Value stream',
  hint: 'Answer these together, on one page, before the document is written. Write over the examples.',
  sections: [
    {
      key: 'identity',
      heading: 'What flows here',
      hint: 'Value for somebody outside, from the idea to the use.',
      isList: false,
      entries: [
        [
          { key: 'stream', ask: 'Name', hint: 'what people call it', example: 'Checkout' },
          {
            key: 'purpose',
            ask: 'Purpose',
            hint: 'who is better off, and how',
            example: 'Customers pay without effort',
          },
          { key: 'timeZone', ask: 'Time zone', hint: 'in which days are counted', example: 'Europe/Berlin' },
          { key: 'scope', ask: 'Items', hint: 'projects, components or labels that belong', example: 'project SHOP' },
          {
            key: 'flowItem',
            ask: 'Flow item',
            hint: 'the smallest piece that is worth something by itself',
            example: 'story',
          },
          {
            key: 'teams',
            ask: 'Teams',
            hint: 'and how their items are told',
            example: 'Payments: components Payment and Invoices',
          },
        ],
      ],
    },
    {
      key: 'kinds',
      heading: 'Kinds of work',
      hint: 'How each is told in the tool: by type, label or component.',
      isList: false,
      entries: [
        [
          { key: 'feature', ask: 'Feature', hint: 'something new for users', example: 'types Story and Improvement' },
          { key: 'defect', ask: 'Defect', hint: 'something that does not work as promised', example: 'type Bug' },
          { key: 'risk', ask: 'Risk', hint: 'security, privacy, compliance', example: 'label security' },
          { key: 'debt', ask: 'Debt', hint: 'what makes later work slower', example: 'label tech-debt' },
        ],
      ],
    },
    {
      key: 'steps',
      heading: 'Steps',
      hint: 'In order, twelve at most. Ask of each: does somebody work on it there, or does it wait?',
      isList: true,
      entries: [
        step('Ideas', 'discovery', 'new', 'Backlog', '-'),
        step('Ready', 'delivery', 'waiting', 'Selected for Development, Reopened', '-'),
        step('Build', 'delivery', 'active', 'In Progress', '4'),
        step('Review', 'delivery', 'waiting', 'In Review', '-'),
        step('Test', 'delivery', 'active', 'In Test', '2'),
        step('Done', 'delivery', 'done', 'Done, Closed', '-'),
      ],
    },
    {
      key: 'rules',
      heading: 'Agreements',
      hint: 'What makes figures mean the same to all.',
      isList: false,
      entries: [
        [
          {
            key: 'committed',
            ask: 'When is work accepted',
            hint: 'the first waiting or active step',
            example: 'When it is selected for development',
          },
          { key: 'done', ask: 'When is it done', hint: 'customers can use it', example: 'When it is released' },
          {
            key: 'cancelled',
            ask: 'What says that it was dropped',
            hint: 'statuses and resolutions',
            example: "Rejected; Won't Do, Duplicate",
          },
          {
            key: 'blocked',
            ask: 'What says that it is held up',
            hint: 'flag, statuses or links',
            example: 'the flag; links "is blocked by"',
          },
        ],
      ],
    },
  ],
};
