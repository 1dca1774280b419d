// The worker that holds the engine.

import type { ToWorker } from "./engine.ts";
import { serving } from "./serving.ts";

const answer = serving();

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => postMessage(answer(data)));
