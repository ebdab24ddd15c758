/// What the exercises of chapter 3 give and how they are judged.
public enum Chapter03 {}
