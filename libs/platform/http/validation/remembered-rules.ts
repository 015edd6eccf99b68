import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Find = Storage['getTargetValidationMetadatas'];
type Rules = ReturnType<Find>;

const remembering = new WeakSet<Storage>();

/**
 * Caches class-validator's rules of each class. It looks for them at every call, among all classes of the program: a twentieth of Node's time for a
 * list. Decorators set the rules when a class is loaded and none is added later. Calls with groups or a schema, of which we have none, are not
 * cached.
 */
export function rememberRules(storage: Storage = getMetadataStorage()): void {
  if (remembering.has(storage)) return;
  remembering.add(storage);
  const find: Find = storage.getTargetValidationMetadatas.bind(storage);
  const known = new WeakMap<object, Rules>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (typeof target !== 'function' || schema || always || strictGroups || groups?.length)
      return find(target, schema, always, strictGroups, groups);
    const before = known.get(target);
    if (before) return before;
    const rules = find(target, schema, always, strictGroups, groups);
    known.set(target, rules);
    return rules;
  };
}
