/** Whether the text of an IP address is of 224.0.0.0/4 or ff00::/8. */
export function isMulticast(address: string): boolean {
  if (address.includes(':')) return /^ff[0-9a-f]{2}:/.test(address);
  const first = Number.parseInt(address, 10);
  return first >= 224 && first < 240;
}
