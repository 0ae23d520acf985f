/** How many pushed messages are being taken at once, so that what can wait gives way to them. */
export interface InFlight {
  /** One more is there; the function given back says that it was answered. */
  enter(): () => void;
  /** The most that were there at once since this was last asked. */
  peak(): number;
}

export function createInFlight(): InFlight {
  let present = 0;
  let most = 0;
  return {
    enter() {
      present += 1;
      most = Math.max(most, present);
      return () => {
        present -= 1;
      };
    },
    peak() {
      const peak = most;
      most = present;
      return peak;
    },
  };
}
