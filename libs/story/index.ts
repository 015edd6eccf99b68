export {
  type Cast,
  type House,
  makeCast,
  type Person,
  STORY_PASSWORD,
  type StorySignIn,
  storySignIns,
} from './cast.js';
export { isStoryTold, tellStory } from './story.js';
