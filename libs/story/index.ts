export {
  type Cast,
  type House,
  makeCast,
  type Person,
  STORY_PASSWORD,
  type StorySignIn,
  storySignIns,
} from './cast.js';
export { MACHINES, type MachineName } from './machines.js';
export { isStoryTold, STORY_TOLD, tellStory } from './story.js';
