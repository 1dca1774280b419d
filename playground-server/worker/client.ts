// Names of clients for rate limits.

/** Who is limited: an address, or the network of one in IPv6, where each client has as many as it wants. */
export function client(request: Request): string {
  const address = request.headers.get("CF-Connecting-IP") ?? "";
  return address.includes(":") ? network(address) : address;
}

/** The first 64 bits of an address of IPv6. */
function network(address: string): string {
  const [head = "", tail] = address.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill("0"), ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "").toLowerCase()).join(":");
}
