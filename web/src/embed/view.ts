// Where a framed page begins.

import { opened, type Playground, type Scenario } from "../state.ts";

/** A state that shows a scenario from one of its requests, by number; from the first, if there is no such request. */
export function openedAt(scenario: Scenario, request: number): Playground {
  const state = opened(scenario);
  const id = scenario.requests[request - 1]?.id;
  return id === undefined ? state : { ...state, view: { ...state.view, request: id } };
}
