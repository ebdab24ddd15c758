/// What the exercises of chapter 9 give and how they are judged.
public enum Chapter09 {}
