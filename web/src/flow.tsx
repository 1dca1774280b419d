// The flow: from the request through the layers to the decision. A press on a box goes to its steps.

import { flowOf, flowSentence, type FlowNode } from "./flow.ts";
import { lookOf, Mark } from "./marks.tsx";
import { textOf, selectedRequest } from "./state.ts";
import { current, selectStep, state } from "./session.ts";

export function FlowDiagram() {
  const known = current.value;
  const result = known?.selected;
  if (!known?.trace || !result) return null;
  const at = state.value.view.step;
  const flow = flowOf(known.trace, result.decision, at);
  if (flow.lanes.length === 0) return null;
  const number = (at !== undefined && known.trace.numbers.get(at)) || undefined;
  const end = lookOf(result.decision);
  return (
    <div class="flow" role="group" aria-label={`Evaluation flow. ${flowSentence(flow)}`}>
      {!flow.phased && <div class="flow-ask">{asks(result.trace?.want)}</div>}
      <div class="lanes">
        {flow.lanes.map(({ title, nodes, idle }) => (
          <div class="lane" key={title}>
            <p>{title}</p>
            {idle.length > 0 && <Boxes kind="idle" label={`${title}: takes no part`} nodes={idle} number={number} />}
            {nodes.length > 0 && <Boxes kind="taking-part" label={title} nodes={nodes} number={number} />}
          </div>
        ))}
      </div>
      <button type="button" class={`flow-end ${end.tone}`} aria-label={`Decision: ${end.word} ${result.status ?? ""}`.trim()} aria-disabled={!flow.end} onClick={() => flow.end && selectStep(flow.end.id)}>
        <Mark of={end} />
        {`${end.word} `}
        {result.status !== undefined && <small>{result.status}</small>}
      </button>
    </div>
  );
}

/** What is asked, in two short lines: the verb of the call, and the end of what it is about. */
function asks(action: string | undefined) {
  const fields = selectedRequest(state.value)?.fields ?? {};
  const http = /^(\S+) +\S*?([^/\s]*\/?[^/\s]*)$/m.exec(textOf(fields["http"]).split("\n")[0] ?? "");
  const verb = http ? http[1]! : (textOf(fields["action"]) || action || "Request").split(":").at(-1)!;
  const object = http ? http[2]! : textOf(fields["resource"]).split(/[:/]/).slice(-2).join("/");
  return (
    <>
      <b>{verb}</b>
      <small>{object}</small>
    </>
  );
}

function Boxes({ kind, label, nodes, number }: { kind: string; label: string; nodes: FlowNode[]; number: number | undefined }) {
  return (
    <ol class={kind} aria-label={label}>
      {nodes.map((node) => (
        <Box key={node.step.id} node={node} number={node.current ? number : undefined} />
      ))}
    </ol>
  );
}

function Box({ node, number }: { node: FlowNode; number: number | undefined }) {
  const { step, word, look, outcome } = node;
  return (
    <li class={look.tone}>
      <button type="button" class={`node ${look.tone} ${node.current ? "here" : ""}`} title={step.say} onClick={() => selectStep(step.id)}>
        <Mark of={look} size="s" />
        <span>
          {word}
          <small class={look.tone === "none" ? "vh" : ""}>{outcome}</small>
        </span>
        {number !== undefined && <b class="bead">{number}</b>}
      </button>
    </li>
  );
}
