/**
 * The props without those that are `undefined`, for constructs of CDK: a property injector is written as `{ ...defaults, ...props }`, and an
 * explicit `undefined` would take its default away.
 */
export function definedProps<Props extends object>(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Props;
}
