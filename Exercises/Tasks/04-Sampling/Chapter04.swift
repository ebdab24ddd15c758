/// What the exercises of chapter 4 give and how they are judged.
public enum Chapter04 {}
