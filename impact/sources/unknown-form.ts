/** A text that holds no records in a form that is known. */
export class UnknownForm extends Error {}
