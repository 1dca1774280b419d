// The text of an HTTP call in a scenario, taken apart: "METHOD URL" in the first line, then headers.

export interface Header {
  name: string;
  value: string;
}

export interface Message {
  method: string;
  url: string;
  headers: Header[];
}

/** The headers that play a part in who may call an API. */
export const headerNames = ["Host", "X-Apigw-Api-Id", "Cache-Control", "User-Agent", "Referer"];

export const callMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

export function readMessage(text: string): Message {
  const [first = "", ...lines] = text.split(/\r?\n/);
  const [, method, url] = /^(\S+) +(.*)$/.exec(first.trim()) ?? [];
  const headers = lines.filter((line) => line.trim() !== "").map((line) => {
    const colon = line.indexOf(":");
    return colon < 0 ? { name: line.trim(), value: "" } : { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
  });
  return { method: method ?? "GET", url: url ?? first.trim(), headers };
}

export function writeMessage({ method, url, headers }: Message): string {
  return [`${method} ${url.replace(/[\r\n]+/g, "")}`, ...headers.map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+/g, " ")}`)].join("\n");
}
