// A slow line: a proxy before a server that hands bytes on as fast, and as late, as a line of that rate and delay would.
// Everything that a page loads comes through it, its workers' files too, which Chromium's own throttling leaves out.

import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Line {
  address: string;
  /** Bytes that came back since the last call. */
  received(): number;
  close(): void;
}

/** How many bytes are handed on at once: an IP packet's worth. */
const packet = 1460;

/** One way of the line: a packet of each connection that has one, in turn, as fast as the rate allows. */
class Way {
  private readonly queues = new Map<Socket, Buffer[]>();
  private free = 0;
  private running = false;
  /** What is under way, in the order in which it arrives. */
  private readonly flying: { due: number; into: Socket; part: Buffer }[] = [];
  private readonly delay: number;
  private readonly rate: number;
  passed = 0;

  constructor(delay: number, rate: number) {
    this.delay = delay;
    this.rate = rate;
  }

  send(into: Socket, data: Buffer): void {
    const queue = this.queues.get(into) ?? [];
    this.queues.set(into, queue);
    for (let at = 0; at < data.length; at += packet) queue.push(data.subarray(at, at + packet));
    this.run();
  }

  private land(): void {
    const now = performance.now();
    while (this.flying[0] && this.flying[0].due <= now + 0.5) {
      const { into, part } = this.flying.shift()!;
      if (into.writable) into.write(part);
    }
    if (this.flying[0]) setTimeout(() => this.land(), Math.max(this.flying[0].due - now, 1));
  }

  /** Ends a connection behind the last of its packets. */
  end(into: Socket): void {
    if (this.queues.get(into)?.length) setTimeout(() => this.end(into), 20);
    else setTimeout(() => into.end(), this.delay + 5);
  }

  private run(): void {
    if (this.running) return;
    this.running = true;
    const turn = () => {
      const now = performance.now();
      this.free = Math.max(this.free, now - 40); // timers are not exact: what was late is caught up with
      while (this.free <= now) {
        let any = false;
        for (const [into, queue] of this.queues) {
          const part = queue.shift();
          if (!part) {
            this.queues.delete(into);
            continue;
          }
          any = true;
          this.passed += part.length;
          this.free += (part.length * 8000) / this.rate;
          this.flying.push({ due: this.free + this.delay, into, part });
          if (this.flying.length === 1) this.land();
        }
        if (!any) {
          this.running = false;
          return;
        }
      }
      setTimeout(turn, Math.max(this.free - now, 1));
    };
    turn();
  }
}

/** Opens a line to the server at an address: roundTrip in milliseconds, rate in bits a second, shared by all connections. */
export async function openLine(to: string, roundTrip: number, rate: number): Promise<Line> {
  const { hostname, port } = new URL(to);
  const up = new Way(roundTrip / 2, rate);
  const down = new Way(roundTrip / 2, rate);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => socket.destroy());
    }
    // Until a connection stands, a packet has gone there and back.
    const stands = performance.now() + roundTrip;
    near.on("data", (data: Buffer) => setTimeout(() => up.send(far, data), Math.max(stands - performance.now(), 0)));
    near.on("close", () => far.destroy());
    far.on("data", (data: Buffer) => down.send(near, data));
    far.on("close", () => down.end(near));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received() {
      const sum = down.passed;
      down.passed = 0;
      return sum;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
