export function StreamPage() {
  return null;
}
