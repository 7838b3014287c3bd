/** A number for each object, so that a text can say which objects there are. */
export function objectIds(): (one: object) => number {
  const numbers = new Map<object, number>();
  return (one) => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  };
}
