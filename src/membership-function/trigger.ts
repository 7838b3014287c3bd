/** What starts a run: the schedule, a person, or a batch of IAM events from the queue. */
export interface Trigger {
  /** The policy that the group must have. The schedule and the rule name it, because the function is made before it. */
  readonly policyArn?: string;
  /** The users whom the events name, in lower case, as IAM tells users apart. Without it, the run is a whole one. */
  readonly only?: ReadonlySet<string>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The events of a batch are folded into one run. Events that name nobody, or cannot be read, start nothing: any user can cause them,
 * and the schedule looks at everybody.
 */
export function triggerOf(event: unknown): Trigger {
  const records = fields(event).Records;
  if (!Array.isArray(records)) {
    return policyOf(fields(event));
  }
  const messages = records.map((record) => parse(fields(record).body));
  return {
    ...messages.map(policyOf).find(({ policyArn }) => policyArn !== undefined),
    only: new Set(messages.flatMap(({ detail }) => namesIn(fields(detail)))),
  };
}

function policyOf({ policyArn }: Fields): Trigger {
  return typeof policyArn === 'string' ? { policyArn } : {};
}

/** Without `userName`, IAM takes the user who calls. */
function namesIn({ requestParameters, userIdentity }: Fields): string[] {
  const { userName, newUserName } = fields(requestParameters);
  return [userName ?? fields(userIdentity).userName, newUserName].flatMap((name) => typeof name === 'string' ? [name.toLowerCase()] : []);
}

function parse(body: unknown): Fields {
  try {
    return fields(JSON.parse(String(body)));
  } catch {
    return {};
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? value as Fields : {};
}
