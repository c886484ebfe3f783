/** One user of a load, whoever it is and whatever it does. */
export interface VirtualUser {
  /** Does once what it has to do; `meantAt` is when it should have begun, in milliseconds since the load began. Never rejects. */
  turn(meantAt: number): Promise<void>;
  /** Could not do it: the load was over before there was room for one more. */
  miss(meantAt: number): void;
  /** Ends its session. Never rejects. */
  leave(): Promise<void>;
}

/** Users who come when they are needed, and go when the load is over. */
export interface Crowd {
  /** The user with this number, from 0. */
  user(number: number): VirtualUser;
  /** How many came. */
  readonly size: number;
  leave(): Promise<void>;
}

/** Nobody is there yet; `make` makes the user with a number. */
export function openCrowd(make: (number: number) => VirtualUser): Crowd {
  const users: VirtualUser[] = [];
  return {
    user(number) {
      for (let next = users.length; next <= number; next++) users.push(make(next));
      return users[number] as VirtualUser;
    },
    get size() {
      return users.length;
    },
    async leave() {
      await Promise.all(users.splice(0).map((user) => user.leave()));
    },
  };
}
