import { own } from './record';
import { API_VERSION, OTHER_ACTIONS, PREFIXES } from '../../src/private/impact/vocabulary/actions';

const VERSION = new RegExp(API_VERSION);

/** `iam.amazonaws.com`, `GetUser` to `iam:GetUser`. Event names of some services differ from their actions; those of iam, sts and signin do not. */
export function actionOf(source: string, name: string): string {
  const action = `${own(PREFIXES, source) ?? source.split('.')[0]}:${name.replace(VERSION, '')}`;
  return own(OTHER_ACTIONS, action) ?? action;
}
