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

/** Opens a line to the server at an address: roundTrip in milliseconds, rate in bits a second, shared by all connections. */
export async function openLine(to: string, roundTrip: number, rate: number): Promise<Line> {
  const { hostname, port } = new URL(to);
  const free = { up: 0, down: 0 }; // when the line has room again
  let received = 0;
  const sockets = new Set<Socket>();
  const pump = (from: Socket, into: Socket, way: "up" | "down", since: number) => {
    from.on("data", (data: Buffer) => {
      if (way === "down") received += data.length;
      for (let at = 0; at < data.length; at += packet) {
        const part = data.subarray(at, at + packet);
        const now = performance.now();
        free[way] = Math.max(free[way], now) + (part.length * 8000) / rate;
        const arrives = Math.max(free[way], since) + roundTrip / 2;
        setTimeout(() => into.write(part), arrives - now);
      }
    });
    from.on("close", () => setTimeout(() => into.destroy(), Math.max(free[way] - performance.now(), 0) + roundTrip));
    from.on("error", () => into.destroy());
  };
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    // Until a connection stands, a packet has gone there and back.
    pump(near, far, "up", performance.now() + roundTrip);
    pump(far, near, "down", 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received() {
      const sum = received;
      received = 0;
      return sum;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
