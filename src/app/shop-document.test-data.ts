/** A stream of stories that are done in one step, of an application `Web` in the repository `shop/web`. */
export const SHOP = `version: 1
stream: Shop
timeZone: UTC
flowItem: story
levels: [{level: story}]
kinds: [{kind: feature}]
steps:
  - {step: Doing, stage: delivery, state: active, statuses: [Doing]}
  - {step: Done, state: done, statuses: [Done]}
applications: [{name: Web, repo: shop/web}]
`;
