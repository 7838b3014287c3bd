import { own } from './record';
import { API_VERSION, OTHER_ACTIONS, PREFIXES } from '../../src/private/impact/vocabulary/actions';

const VERSION = new RegExp(API_VERSION);

/** `iam.amazonaws.com`, `GetUser` to `iam:GetUser`. For the name of the event, whatever the action is: see `SAME_NAMES`. */
export function actionOf(source: string, name: string): string {
  const action = `${own(PREFIXES, source) ?? source.split('.')[0]}:${name.replace(VERSION, '')}`;
  return own(OTHER_ACTIONS, action) ?? action;
}
