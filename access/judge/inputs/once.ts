/** The answer, or the error, of the first time. */
export function once<Key, T>(read: (key: Key) => T): (key: Key) => T {
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
