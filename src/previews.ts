export const previews = async () => [];
