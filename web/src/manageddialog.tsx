// AWS managed policies, by name: chosen, one becomes an identity policy of the scenario.

import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { ManagedPolicy } from "./catalog.ts";
import { Dialog } from "./dialog.tsx";
import { notice, state, update } from "./session.ts";
import { addPolicy, textOf, type Scenario } from "./state.ts";
import { managedPolicies } from "./suggest.ts";

/** What each is for, in a line. */
const means: Record<string, string> = {
  AmazonAPIGatewayAdministrator: "Everything on API Gateway’s own resources: create, change, deploy and delete APIs. It does not call them.",
  AmazonAPIGatewayInvokeFullAccess: "Call every method of every API, and manage WebSocket connections.",
  AmazonAPIGatewayPushToCloudWatchLogs: "Write logs to CloudWatch: for the role that API Gateway logs with.",
  APIGatewayServiceRolePolicy: "What API Gateway itself needs in an account, such as load balancers, certificates and logs.",
};

/** Who of the scenario an identity policy can be attached to. */
export function attachable({ requests, policies }: Scenario): string[] {
  const named = [...requests.map(({ fields }) => textOf(fields["principal"])), ...policies.filter(({ type }) => type === "identity").flatMap(({ attachedTo }) => attachedTo ?? [])];
  return [...new Set(named.filter((arn) => /^arn:[\w-]+:iam::\d{12}:(user|role|group)\//.test(arn)))];
}

/** The service-linked role that alone may have a policy of a service. */
export function serviceLinkedRole(service: string, { requests }: Scenario): string {
  const account = requests.map(({ fields }) => /:(\d{12}):/.exec(textOf(fields["principal"]))?.[1]).find(Boolean) ?? "111122223333";
  return `arn:aws:iam::${account}:role/aws-service-role/${service}/${service === "ops.apigateway.amazonaws.com" ? "AWSServiceRoleForAPIGateway" : "*"}`;
}

export function ManagedDialog({ close }: { close(): void }) {
  const policies = useSignal<ManagedPolicy[] | undefined>(undefined);
  const problem = useSignal(false);
  const to = useSignal("");
  useEffect(() => {
    managedPolicies().then(
      (list) => (policies.value = list),
      () => (problem.value = true),
    );
  }, []);
  const add = (policy: ManagedPolicy) => {
    const attachedTo = policy.service ? [serviceLinkedRole(policy.service, state.value.scenario)] : to.value === "nothing" ? [] : to.value ? [to.value] : undefined;
    close();
    update((before) => addPolicy(before, "identity", policy.text, { name: policy.name, ...(attachedTo ? { attachedTo } : {}) }));
    notice.value = { text: `${policy.name} ${policy.version} is added as an identity policy.`, tone: "said" };
  };
  return (
    <Dialog title="AWS managed policies" size="middle" close={close}>
      <p class="managed-to">
        <label for="managed-to">Attach it to</label>
        <select id="managed-to" class="pick" value={to.value} onChange={(event) => (to.value = event.currentTarget.value)}>
          <option value="">whatever each request names</option>
          {attachable(state.value.scenario).map((arn) => (
            <option value={arn}>{arn}</option>
          ))}
          <option value="nothing">nothing yet</option>
        </select>
      </p>
      <ul class="list" aria-label="AWS managed policies">
        {policies.value?.map((policy) => (
          <li key={policy.arn}>
            <button type="button" class="row" onClick={() => add(policy)}>
              <span>
                <b>{policy.name}</b> <span class="tag">{policy.version}</span>
              </span>
              <code>{policy.arn}</code>
              <small>{means[policy.name] ?? "A policy that AWS keeps."}</small>
              {policy.service && <small>Only the service-linked role of {policy.service} may have it, so it is attached to that role.</small>}
            </button>
          </li>
        ))}
      </ul>
      <p class="empty" role="status">
        {problem.value && "The managed policies cannot be read at the moment. Is the page offline, or its folder incomplete?"}
      </p>
      <footer>Copies as AWS published them in the versions shown. Changing one here makes it your own.</footer>
    </Dialog>
  );
}
