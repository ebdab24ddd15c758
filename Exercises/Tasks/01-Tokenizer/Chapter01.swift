/// What the exercises of chapter 1 give and how they are judged.
public enum Chapter01 {}
