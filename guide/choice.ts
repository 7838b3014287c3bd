/** The three questions of the page, and every combination of their answers. */

export interface Choice {
  readonly users: 'new' | 'existing' | 'anywhere';
  readonly keys: 'automation' | 'people';
  readonly today: 'enforce' | 'see';
}

export interface ChoiceQuestion<Name extends keyof Choice = keyof Choice> {
  /** In the link to the page. */
  readonly name: Name;
  readonly text: string;
  /** The first one is the default. */
  readonly answers: { readonly value: Choice[Name]; readonly text: string; readonly hint: string }[];
}

const USERS: ChoiceQuestion<'users'> = {
  name: 'users',
  text: 'Where are the users?',
  answers: [
    { value: 'new', text: 'In groups that this app makes', hint: 'or is about to make' },
    { value: 'existing', text: 'In groups that exist already', hint: 'of another app, or made by hand' },
    { value: 'anywhere', text: 'Anywhere in the account', hint: 'made by others, in groups you do not know' },
  ],
};

const KEYS: ChoiceQuestion<'keys'> = {
  name: 'keys',
  text: 'Who uses their access keys?',
  answers: [
    { value: 'automation', text: 'Pipelines and scripts that must keep working', hint: 'or you do not know' },
    { value: 'people', text: 'People by hand, or nobody', hint: 'keys may need an MFA code' },
  ],
};

const TODAY: ChoiceQuestion<'today'> = {
  name: 'today',
  text: 'What do you want to do today?',
  answers: [
    { value: 'enforce', text: 'Enforce MFA', hint: 'people without a device can only enroll' },
    { value: 'see', text: 'First see who has no device', hint: 'nothing is denied' },
  ],
};

export const CHOICE_QUESTIONS: readonly ChoiceQuestion[] = [USERS, KEYS, TODAY];

export const EVERY_CHOICE: Choice[] = USERS.answers.flatMap(({ value: users }) => KEYS.answers.flatMap(({ value: keys }) =>
  TODAY.answers.map(({ value: today }) => ({ users, keys, today }))));

/** How the page names a choice. */
export function nameOf({ users, keys, today }: Choice): string {
  return [users, keys, today].join(' ');
}
