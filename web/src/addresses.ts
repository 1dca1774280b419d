// IP addresses and networks, moved into ranges that belong to nobody. What lies inside a network still does, and what lies
// outside still does not: a network moves as a whole, and what is in it moves inside of it.

interface Block {
  /** The first address, as a number. */
  start: bigint;
  /** Length of the prefix in bits. */
  length: number;
}

interface Family {
  bits: number;
  /** Where networks and addresses go that lie in no other, each pool with the longest and shortest prefix that it takes. */
  pools: { block: Block; from: number; to: number }[];
  /** Networks that everybody has: as a whole they stay. */
  fixed: Block[];
  /** What means the same everywhere, down to the address. */
  same: Block[];
  write(address: bigint): string;
}

const four: Family = {
  bits: 32,
  pools: [
    { block: block4("192.0.2.0", 24), from: 25, to: 32 }, // RFC 5737, for documentation
    { block: block4("198.51.100.0", 24), from: 24, to: 32 },
    { block: block4("203.0.113.0", 24), from: 24, to: 32 },
    { block: block4("198.18.0.0", 15), from: 15, to: 32 }, // RFC 2544, for benchmarks
    { block: block4("240.0.0.0", 4), from: 4, to: 32 }, // reserved
  ],
  fixed: [["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16], ["100.64.0.0", 10]].map(([start, length]) => block4(start as string, length as number)),
  same: [block4("127.0.0.0", 8), block4("169.254.0.0", 16), block4("224.0.0.0", 4)],
  write: (address) => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join("."),
};

const six: Family = {
  bits: 128,
  pools: [
    { block: { start: 0x20010db8n << 96n, length: 32 }, from: 33, to: 128 }, // RFC 3849, for documentation
    { block: { start: 0x3fffn << 112n, length: 20 }, from: 21, to: 128 }, // RFC 9637, the same
    { block: { start: 0x4000n << 112n, length: 3 }, from: 4, to: 128 }, // not in use
  ],
  fixed: [{ start: 0xfcn << 120n, length: 7 }],
  same: [
    { start: 0n, length: 127 },
    { start: 0xfe80n << 112n, length: 10 },
    { start: 0xff00n << 112n, length: 8 },
  ],
  write: writeSix,
};

/** An address or a network, in texts; what it really is tells parse. */
const looks = /(?<![\w.:+-])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4})(?:\/\d{1,3})?(?![\w:+]|\.\d|\/\d)/g;

interface Written extends Block {
  family: Family;
  /** The address as it is written, which need not be the network's first. */
  address: bigint;
}

/** Returns where each address and network of the texts goes, by its text; those that stay are not in it. */
export function movedAddresses(texts: readonly string[]): Map<string, string> {
  const found = new Map<string, Written>();
  for (const text of texts) {
    for (const [written] of text.matchAll(looks)) {
      const parsed = found.has(written) ? undefined : parse(written);
      if (parsed) found.set(written, parsed);
    }
  }
  const moved = new Map<string, string>();
  for (const family of [four, six]) {
    const places = move(family, [...found.values()].filter((one) => one.family === family));
    for (const [text, one] of found) {
      const place = one.family === family ? places.get(keyOf(one)) : undefined;
      if (!place || one.length === 0) continue;
      const to = family.write(place.start + (one.address - one.start)) + (text.includes("/") ? `/${one.length}` : "");
      if (place.start !== one.start) moved.set(text, to);
    }
  }
  return moved;
}

/** A block that was placed, with what was placed in it. */
interface Placed {
  from: Block;
  to: Block;
  inside: Placed[];
}

function move(family: Family, all: Block[]): Map<string, Block> {
  const blocks = [...new Map(all.filter(({ length }) => length > 0).map((one) => [keyOf(one), { start: one.start, length: one.length }])).values()];
  blocks.sort((a, b) => a.length - b.length || (a.start < b.start ? -1 : 1));
  const pools = family.pools.map(({ block, from, to }) => ({ block, from, to, used: [] as Block[] }));
  const roots: Placed[] = [];
  const places = new Map<string, Block>();
  for (const from of blocks) {
    let siblings = roots;
    let above: Placed | undefined;
    for (let next; (next = siblings.find((one) => contains(one.from, from))); siblings = next.inside) above = next;
    const stays = !above && (family.fixed.some((one) => keyOf(one) === keyOf(from)) || [...family.same, ...pools.map(({ block }) => block)].some((block) => contains(block, from)));
    let to: Block | undefined = stays ? from : undefined;
    if (above) to = freeIn(above.to, from.length, above.inside.map((one) => one.to), family.bits);
    for (const pool of pools) {
      if (to || from.length < pool.from || from.length > pool.to) continue;
      to = freeIn(pool.block, from.length, [...pool.used, ...blocks.filter((one) => contains(pool.block, one))], family.bits);
    }
    to ??= from; // too wide to be moved, and too wide to tell anything
    for (const pool of pools) if (!above && contains(pool.block, to)) pool.used.push(to);
    siblings.push({ from, to, inside: [] });
    places.set(keyOf(from), to);
  }
  return places;
}

/** The first free place for a block of a length inside another one; addresses begin behind the network's own. */
function freeIn(outer: Block, length: number, taken: Block[], bits: number): Block | undefined {
  const size = 1n << BigInt(bits - length);
  const end = outer.start + (1n << BigInt(bits - outer.length));
  const sizeOf = (block: Block) => 1n << BigInt(bits - block.length);
  const search = (from: bigint): Block | undefined => {
    for (let start = from; start + size <= end; ) {
      const blocking = taken.find((one) => one.start < start + size && start < one.start + sizeOf(one));
      if (!blocking) return { start, length };
      const behind = blocking.start + sizeOf(blocking);
      start = ((behind + size - 1n) / size) * size;
    }
    return undefined;
  };
  return (length === bits ? search(outer.start + 1n) : undefined) ?? search(outer.start);
}

function contains(outer: Block, inner: Block): boolean {
  const family = outer.start > 0xffffffffn || inner.start > 0xffffffffn ? 128 : undefined;
  const bits = family ?? (outer.length > 32 || inner.length > 32 ? 128 : 32);
  const shift = BigInt(Math.max(0, bits - outer.length));
  return outer.length <= inner.length && outer.start >> shift === inner.start >> shift;
}

function keyOf({ start, length }: Block): string {
  return `${start}/${length}`;
}

function parse(text: string): Written | undefined {
  const [written, mask] = text.split("/") as [string, string | undefined];
  const family = written.includes(":") ? six : four;
  const address = family === six ? readSix(written) : readFour(written);
  const length = mask === undefined ? family.bits : Number(mask);
  if (address === undefined || length > family.bits) return undefined;
  const shift = BigInt(family.bits - length);
  return { family, address, start: (address >> shift) << shift, length };
}

function readFour(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((all, part) => all * 256n + BigInt(part), 0n);
}

function readSix(text: string): bigint | undefined {
  const [head, tail, more] = text.split("::") as [string, string | undefined, string | undefined];
  const groups = (part: string | undefined) => (part ? part.split(":") : []);
  const [first, last] = [groups(head), groups(tail)];
  const given = first.length + last.length;
  if (more !== undefined || (tail === undefined ? given !== 8 : given > 7 || given === 0)) return undefined;
  const all = [...first, ...Array<string>(8 - given).fill("0"), ...last];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

/** As RFC 5952 has it: small letters, the longest run of zeros left out. */
function writeSix(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const runs = [...groups.join(":").matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].sort((a, b) => b[0].length - a[0].length);
  const longest = runs[0];
  if (!longest) return groups.join(":");
  const all = groups.join(":");
  return `${all.slice(0, longest.index).replace(/:$/, "")}::${all.slice(longest.index + longest[0].length).replace(/^:/, "")}`;
}

function block4(start: string, length: number): Block {
  return { start: readFour(start)!, length };
}
