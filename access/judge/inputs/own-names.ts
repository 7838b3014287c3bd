/** Texts of a document that name a user, a group or a policy of the template whose name is unknown in a part: they are equal to that name. */
import { isUnknown, unknownHead } from './unknown-text';

/** In an ARN, from the type on: devices have the names of users. */
const IN_ARN = /^[^\ue000]*?:(?:(group|policy)|user|mfa|federated-user)(\/.*)$/s;

/** @param names each with its kind before it, and with its path or without: `user NAME`, `user /PATH/NAME` */
export function ownNames(names: readonly string[]): (text: string, key: string) => boolean {
  const heads = new Set(names.filter(isUnknown).map(unknownHead));
  return (text, key) => {
    const head = unknownHead(text);
    const [, kind = 'user', inPath = ''] = IN_ARN.exec(head) ?? [];
    const name = inPath.replace(/^[^\ue000]*\//, '');
    return heads.has(`${kind} ${inPath}`) || heads.has(`${kind} ${name}`) || (key.toLowerCase() === 'aws:username' && heads.has(`user ${head}`));
  };
}
