// The real server with a database of its own, for tests that share.

import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** The built page, which openSite serves. */
export const dist = join(root, "web", "dist");

/** A folder for databases, with the servers that use it. */
export interface Servers {
  /** Starts a server and returns its address, with a slash at the end. db is the name of its file; "" is for none. */
  start(db: string, ...flags: string[]): Promise<string>;
  /** What a database's files hold, its log before the next checkpoint too. */
  bytesOf(db: string): Buffer;
  close(): void;
}

export function openServers(): Servers {
  const folder = mkdtempSync(join(tmpdir(), "shares-"));
  const binary = join(folder, "server");
  const running: ChildProcess[] = [];
  execFileSync("go", ["build", "-o", binary, "./playground-server"], { cwd: root });
  return {
    start(db, ...flags) {
      const server = spawn(binary, ["-addr", "127.0.0.1:0", "-web", dist, "-quiet", "-creates", "0", ...(db ? ["-db", join(folder, db)] : []), ...flags], { stdio: ["ignore", "pipe", "inherit"] });
      running.push(server);
      return new Promise((resolve, reject) => {
        let said = "";
        server.stdout.on("data", (data: Buffer) => {
          said += data.toString();
          const address = /http:\/\/[^\s/(]+(?=[\s/(])/.exec(said)?.[0];
          if (address) resolve(`${address}/`);
        });
        server.on("exit", (code) => reject(new Error(`the server ended with status ${code}`)));
      });
    },
    bytesOf: (db) => Buffer.concat(readdirSync(folder).filter((name) => name.startsWith(db)).map((name) => readFileSync(join(folder, name)))),
    close() {
      for (const server of running) server.kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
