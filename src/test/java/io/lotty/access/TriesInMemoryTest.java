package io.lotty.access;

class TriesInMemoryTest extends TriesContract {
    private final Tries tries = new TriesInMemory();

    @Override
    protected Tries tries() {
        return tries;
    }
}
