// The client of the engine's worker. Only the latest question matters: one that was overtaken before it was asked is
// never asked. A question that takes too long ends its worker, and the next one gets a new worker.

/** The operations of the module. */
export const evaluate = 1;
export const decide = 2;

export interface Call {
  operation: number;
  input: string;
}

/** The module comes first, once; then questions. */
export type ToWorker = { module: WebAssembly.Module } | Question;

export interface Question {
  id: number;
  calls: Call[];
}

export type FromWorker =
  | { kind: "ready" }
  | { kind: "failed"; message: string }
  | { kind: "answer"; id: number; answers: string[]; milliseconds: number }
  | { kind: "stopped"; id: number; message: string };

/** What the client needs of a Worker. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: { data: FromWorker }) => void) | null;
  onerror: ((event: { message?: string }) => void) | null;
}

/** What became of a question. */
export type Reply =
  | { kind: "answer"; answers: string[]; milliseconds: number }
  /** A newer question came before this one was asked. */
  | { kind: "overtaken" }
  | { kind: "tooSlow" }
  /** The instance trapped and was thrown away; the next question gets a new one. */
  | { kind: "stopped"; message: string }
  /** There is no engine; the message is a sentence. */
  | { kind: "failed"; message: string };

export type EngineStatus = "arriving" | "ready" | "failed";

export interface Engine {
  ask(calls: Call[]): Promise<Reply>;
}

/** How long a question may take, in milliseconds. Loading the module does not count. */
export const timeLimit = 2000;

export interface Host {
  startWorker(): WorkerLike;
  /** The compiled module: one compilation serves every worker. Rejects if there is none, and is another promise once it is fetched again. */
  module(): Promise<WebAssembly.Module>;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Told of every change. */
  onStatus(status: EngineStatus): void;
}

interface Asked {
  calls: Call[];
  answer(reply: Reply): void;
}

export function startEngine(host: Host): Engine {
  let status: EngineStatus = "arriving";
  let worker: WorkerLike | undefined;
  let asked: (Asked & { id: number; stopClock(): void }) | undefined;
  let waiting: Asked | undefined;
  let lastId = 0;
  /** What the present worker was started for, and why that failed. */
  let tried: Promise<WebAssembly.Module> | undefined;
  let failure = "";

  function setStatus(next: EngineStatus) {
    status = next;
    host.onStatus(next);
  }

  function open(): void {
    let opened: WorkerLike;
    tried = host.module();
    try {
      opened = worker = host.startWorker();
    } catch {
      fail(noWorker);
      return;
    }
    tried.then(
      (module) => opened === worker && opened.postMessage({ module }),
      (error: unknown) => opened === worker && fail(wordsOf(error)),
    );
    opened.onmessage = (event) => {
      if (opened === worker) receive(event.data);
    };
    opened.onerror = () => {
      if (opened === worker) fail(noWorker);
    };
  }

  function receive(message: FromWorker) {
    switch (message.kind) {
      case "ready":
        setStatus("ready");
        askNext();
        return;
      case "failed":
        fail(`The engine does not start: ${message.message}.`);
        return;
      case "answer":
        if (message.id === asked?.id) settle({ kind: "answer", answers: message.answers, milliseconds: message.milliseconds });
        return;
      case "stopped":
        if (message.id === asked?.id) settle({ kind: "stopped", message: message.message });
    }
  }

  function fail(message: string) {
    worker?.terminate();
    failure = message;
    setStatus("failed");
    const reply: Reply = { kind: "failed", message };
    waiting?.answer(reply);
    waiting = undefined;
    if (asked) settle(reply);
  }

  function settle(reply: Reply) {
    const question = asked!;
    asked = undefined;
    question.stopClock();
    question.answer(reply);
    askNext();
  }

  function askNext() {
    if (asked || !waiting || status !== "ready") return;
    const question = waiting;
    waiting = undefined;
    const stopClock = host.after(timeLimit, () => {
      worker!.terminate();
      setStatus("arriving");
      open();
      settle({ kind: "tooSlow" });
    });
    asked = { ...question, id: ++lastId, stopClock };
    worker!.postMessage({ id: lastId, calls: question.calls });
  }

  open();
  return {
    ask(calls) {
      return new Promise((answer) => {
        if (status === "failed" && tried !== host.module()) {
          setStatus("arriving");
          open();
        }
        if (status === "failed") {
          answer({ kind: "failed", message: failure });
          return;
        }
        waiting?.answer({ kind: "overtaken" });
        waiting = { calls, answer };
        askNext();
      });
    },
  };
}

const noWorker = "The engine’s worker does not start: the browser or an extension of it blocks workers, or its script did not arrive.";

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
