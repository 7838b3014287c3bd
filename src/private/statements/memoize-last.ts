/** Makes the result again only for another argument than the last: CDK resolves a template several times, mostly with the same values. */
export function memoizeLast<Argument, Result>(make: (argument: Argument) => Result): (argument: Argument) => Result {
  let last: { readonly key: string; readonly result: Result } | undefined;
  return (argument) => {
    const key = JSON.stringify(argument);
    if (last?.key !== key) {
      last = { key, result: make(argument) };
    }
    return last.result;
  };
}
