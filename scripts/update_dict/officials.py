def files(folder, words, own):
    return {}
