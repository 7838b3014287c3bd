/** What starts a run: the schedule, a person, or a batch of IAM events from the queue. */
export interface Trigger {
  /** The policy that the group must have. The schedule and the rule name it, because the function is made before it. */
  readonly policyArn?: string;
  /** The users whom the events name, in lower case, as IAM tells users apart. Without it, the run is a whole one. */
  readonly only?: ReadonlySet<string>;
}

/** The policy may be replaced while a message waits. So an older one says nothing of the policy that the group must have now. */
const FRESH_MS = 2 * 60_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The events of a batch are folded into one run. Events that name nobody, or cannot be read, start nothing: any user can cause them,
 * and the schedule looks at everybody.
 */
export function triggerOf(event: unknown, now = Date.now()): Trigger {
  const records = fields(event).Records;
  if (!Array.isArray(records)) {
    return policyOf(fields(event));
  }
  const messages = records.map((record) => ({ message: parse(fields(record).body), sent: sentAt(fields(record)) }));
  const [newest] = messages.filter(({ message, sent }) => 'policyArn' in message && now - sent < FRESH_MS).sort((a, b) => b.sent - a.sent);
  return {
    ...policyOf(newest?.message ?? {}),
    only: new Set(messages.flatMap(({ message }) => namesIn(fields(message.detail)))),
  };
}

/** When the rule put the message into the queue, with the policy of that time. */
function sentAt({ attributes }: Fields): number {
  return Number(fields(attributes).SentTimestamp);
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
