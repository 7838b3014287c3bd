/** Asks once for each key, and keeps the answer or the error. */
export function memoizeByKey<Key, T>(read: (key: Key) => T): (key: Key) => T {
  const known = new Map<Key, () => T>();
  return (key) => {
    let answer = known.get(key);
    if (answer === undefined) {
      try {
        const value = read(key);
        answer = () => value;
      } catch (error) {
        answer = () => { throw error; };
      }
      known.set(key, answer);
    }
    return answer();
  };
}
