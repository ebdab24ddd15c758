/// What the exercises of chapter 7 give and how they are judged.
public enum Chapter07 {}
