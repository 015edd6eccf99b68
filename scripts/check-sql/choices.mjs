/** A path of the program that nobody can take: it gives no text. */
export class Impossible extends Error {}

/** What stops the evaluation, with the piece of source that does. */
export class CannotEvaluate extends Error {
  constructor(message, node) {
    super(message);
    this.node = node;
  }
}

const MOST_RUNS = 4096;

/**
 * The questions that a text depends on ("is this the bank?", "which of these states?"). The text is evaluated once per set of answers;
 * within one run the same question has the same answer, wherever it is asked again.
 */
export class Choices {
  #path = [];
  #asked = new Map();
  #chosen = new Map();

  /** @returns the number of the answer, below `size`. */
  choose(question, size) {
    const known = this.#asked.get(question);
    if (known) return known.answer;
    const at = this.#asked.size;
    const answer = this.#path[at] ?? 0;
    this.#path[at] = answer;
    this.#asked.set(question, { answer, size });
    return answer;
  }

  /** Which of these values: the same as before when the question was asked with other values, as where a type is narrowed. */
  one(question, values) {
    const chosen = this.#chosen.get(question);
    if (chosen && !values.includes(chosen.value)) throw new Impossible();
    const value = chosen ? chosen.value : values[this.choose(question, values.length)];
    this.#chosen.set(question, { value });
    return value;
  }

  /** Runs `evaluate` with every set of answers and gives what it returned, each value once, at most `most` of them. */
  every(evaluate, most, node) {
    const found = new Set();
    this.#path = [];
    for (let runs = 0; ; runs++) {
      if (runs > MOST_RUNS) throw new CannotEvaluate('depends on too many questions', node);
      this.#asked = new Map();
      this.#chosen = new Map();
      try {
        found.add(evaluate());
      } catch (error) {
        if (!(error instanceof Impossible)) throw error;
      }
      if (found.size > most) throw new CannotEvaluate(`has more than ${most} variants`, node);
      if (!this.#next()) return [...found];
    }
  }

  /** Goes to the next set of answers: the last question that has one left gets it. */
  #next() {
    const sizes = [...this.#asked.values()].map((asked) => asked.size);
    this.#path.length = sizes.length;
    for (let at = sizes.length - 1; at >= 0; at--) {
      if (++this.#path[at] < sizes[at]) {
        this.#path.length = at + 1;
        return true;
      }
    }
    return false;
  }
}
