/** What a sentence calls a tool and the server does not list: `send_email`, or any other tool; undefined where it names none. */
export function foreignIn(sentence: string, own: ReadonlySet<string>): string | undefined {
  const named = sentence.match(/(?<![\w./:-])[a-z][a-z0-9]{1,30}(?:[_-][a-z0-9]{1,30}){1,6}(?![\w./:-]*[\w/])/g) ?? [];
  const foreign = named.find((name) => !own.has(name) && isCalled(sentence, name));
  return (
    foreign ??
    /\b(?:(?:any|every|all) other|another|other servers?'?s?) (?:\w{1,20} )?tools?\b|\btools? (?:of|from|on) (?:any )?(?:other|another) servers?\b/.exec(
      sentence,
    )?.[0]
  );
}

/** The names that a text may use without meaning a tool of another server, in lower case. */
export function isCalled(sentence: string, name: string): boolean {
  const at = sentence.indexOf(name);
  const around = sentence.slice(Math.max(0, at - 40), at + name.length + 40);
  return /\b(?:tools?|call|calls|called|calling|use|uses|used|using|invoke|invokes|invoked|invoking|run|runs|available|present|instead of)\b/.test(
    around,
  );
}
