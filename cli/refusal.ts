/** What a command says in one line when it cannot do what it was asked: exit code 2. */
export class Refusal extends Error {}
