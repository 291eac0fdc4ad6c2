export function AgingPage() {
  return null;
}
