/** Whether a commit's message or a change's title says that it takes something back. Azure DevOps puts its own number before it. */
export function saysRevert(text: string): boolean {
  return (
    /^(?:Merged PR \d+: )?revert(?:s|ed)?\b[\s:"]/i.test(text.trim()) ||
    /^This reverts commit [0-9a-f]{7,40}/m.test(text)
  );
}
